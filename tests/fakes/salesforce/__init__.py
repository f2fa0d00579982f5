"""A Salesforce org on a loopback port: SOQL, describe, sharing, writes and OAuth as documented.

It is what the product is proven with where there is no org, so it shares no code with it: nothing
here imports the product, but for sample.py, which fills it with the sample company. `soql` reads
and runs queries, `org` keeps the records and knows who may see and change them, `server` speaks
HTTP. What Salesforce's documentation does not say is marked "documentation silent" where we chose.
"""
