/** Stable codes of everything that can go wrong. */
package io.mudanza.contracts.problem;
