"""Salesforce behind the ports of crm/port.py."""
