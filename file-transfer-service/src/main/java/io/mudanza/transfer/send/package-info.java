/** The bundle of this node goes to a peer. */
package io.mudanza.transfer.send;
