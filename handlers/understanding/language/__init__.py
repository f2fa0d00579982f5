"""What words mean: a language, numbers and times, the words of one CRM and of its owner."""
