/** Compares a target with the bundle it was loaded from, and finds the rows that differ. */
package io.mudanza.engine.verify;
