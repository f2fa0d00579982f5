"""What Salesforce's documentation promises, one test a rule, held against the fake."""
