//! Stories of people: files go in, twice is once, and nobody gets more than the school confirmed.
