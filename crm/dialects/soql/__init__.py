"""A query in Salesforce's SOQL. What that cannot say is in unsupported.py."""
