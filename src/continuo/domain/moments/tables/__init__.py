"""The languages that are read from tables of their words and phrases; English has rules of its own."""
