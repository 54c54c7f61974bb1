/** Migration tokens of a node. */
package io.mudanza.cli.token;
