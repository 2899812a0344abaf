"""What several adapters stand on: file locks, and words under lock and key."""
