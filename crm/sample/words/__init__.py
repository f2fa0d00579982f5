"""The words and tables the sample company is drawn from. All names are invented."""
