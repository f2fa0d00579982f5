"""Asked by a director back from holiday, a rep in a car, customer success and finance."""
