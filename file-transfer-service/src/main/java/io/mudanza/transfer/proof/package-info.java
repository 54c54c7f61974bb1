/** This node's own key: what it signs requests to peers with, and what others may know of it. */
package io.mudanza.transfer.proof;
