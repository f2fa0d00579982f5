"""`/crmfeedback`: what people wish for, and the file of it."""
