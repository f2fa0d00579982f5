"""The grammar of times: from the words of an expression to the days it means."""
