/** The other node: its address, its credentials and what it may be asked. */
package io.mudanza.transfer.peer;
