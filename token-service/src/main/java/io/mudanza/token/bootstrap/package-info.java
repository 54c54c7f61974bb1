/** The first admin token of a node, written to a file that only its owner can read. */
package io.mudanza.token.bootstrap;
