"""What a person can say and press, and what the answer says."""
