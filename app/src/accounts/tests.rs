//! Stories of signing in.
