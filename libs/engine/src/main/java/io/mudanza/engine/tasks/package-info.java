/** Tasks of one load, run by a few workers in the order that leaves none of them idle. */
package io.mudanza.engine.tasks;
