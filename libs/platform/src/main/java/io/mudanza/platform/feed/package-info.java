/** The feed of parts of another service of this node, followed over HTTP across its restarts. */
package io.mudanza.platform.feed;
