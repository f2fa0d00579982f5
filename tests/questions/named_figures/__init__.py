"""Questions for named figures: of two queries, of forecasts, in the course of time."""
