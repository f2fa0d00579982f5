"""Sales managers, VPs and the CFO: pipeline reviews, forecasts, quotas, money, and re-cuts."""
