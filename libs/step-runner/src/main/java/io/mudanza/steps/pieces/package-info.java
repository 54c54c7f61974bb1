/** Pieces of one step, done by the replicas of a service that have nothing else to do. */
package io.mudanza.steps.pieces;
