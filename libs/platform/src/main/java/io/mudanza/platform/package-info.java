/** The platform of this node: where its database and media are, and with how much of the machine it may be read. */
package io.mudanza.platform;
