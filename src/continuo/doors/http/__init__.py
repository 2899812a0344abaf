"""The HTTP door: requests translated, `Continuo` called, answers translated back."""
