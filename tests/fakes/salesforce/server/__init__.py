"""The org over HTTP: OAuth, REST, Bulk 2.0, with faults on cue."""
