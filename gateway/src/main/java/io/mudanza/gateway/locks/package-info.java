/** Named locks for the applications around the node: taken, renewed, given back and taken over by HTTP. */
package io.mudanza.gateway.locks;
