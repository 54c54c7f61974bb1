/** Downloads over HTTP: ranges and entity tags, and bodies that do not run ahead of their connection. */
package io.mudanza.answers;
