/** The one way out of a node: which targets may be reached, and a client that reaches exactly those. */
package io.mudanza.outbound;
