"""What a CRM is: schema, typed query, access, dialects, backends, links and writes."""
