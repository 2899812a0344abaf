"""What crosses the journey, one concern each."""
