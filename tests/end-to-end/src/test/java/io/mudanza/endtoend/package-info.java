/**
 * Two real nodes, one of them with its services apart: the sample platform moves, something breaks, everything can go
 * back.
 */
package io.mudanza.endtoend;
