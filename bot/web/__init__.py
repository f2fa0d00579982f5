"""The pages: the chat of the demo, and the records of the embedded CRM."""
