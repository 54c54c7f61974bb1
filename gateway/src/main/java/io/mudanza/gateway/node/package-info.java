/** The other services of this node, over HTTP. */
package io.mudanza.gateway.node;
