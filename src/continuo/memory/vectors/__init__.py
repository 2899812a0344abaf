"""What is embedded and indexed, with which model version."""
