/** {@code mudanza demo}: two nodes, the sample platform, one pull. */
package io.mudanza.launcher.demo;
