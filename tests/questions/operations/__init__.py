"""Questions of sales operations, customer service and finance, and of the newly hired."""
