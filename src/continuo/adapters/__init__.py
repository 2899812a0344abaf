"""Each keeps a port's promises with one technology."""
