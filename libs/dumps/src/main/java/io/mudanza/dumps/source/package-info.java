/** Opens dumps: finds out what they are, unpacks them, and hands out their statements and rows one after the other. */
package io.mudanza.dumps.source;
