/** What ended jobs and abandoned uploads left behind goes away. */
package io.mudanza.transfer.retention;
