"""``python -m continuo``."""

from continuo.cli import main

if __name__ == "__main__":
    main()
