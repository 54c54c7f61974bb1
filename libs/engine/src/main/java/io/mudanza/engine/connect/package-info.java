/** Addresses of databases, dedicated connections with pinned settings, and what their errors mean. */
package io.mudanza.engine.connect;
