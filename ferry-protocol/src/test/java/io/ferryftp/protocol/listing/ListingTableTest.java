package io.ferryftp.protocol.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.ListingReader.Line;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines as servers send them, and lines that are nearly such. The listing is made on Sunday, 22
/// November 2026, 07:00 UTC.
class ListingTableTest {
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

  /// The columns: line | type | size | time | name. Brackets stand around the name, whose blanks
  /// count.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '`',
      value = {
        // GNU ls, vsftpd, ProFTPD, Pure-FTPd, pyftpdlib
        "-rw-r--r--    1 0        0           1234 Nov 22 06:55 a|FILE|1234|26-11-22 06:55|(a)",
        "drwxr-xr-x   2 ftp      ftp          4096 Feb  3  2019 old|DIRECTORY|4096|19-02-03|(old)",
        "-rw-rw-r--   1 ftpuser  users           0 Dec 24 18:30 x|FILE|0|25-12-24 18:30|(x)",
        "-rw-rw-r--   1 ftpuser  users           0 Nov 23 06:59 x|FILE|0|26-11-23 06:59|(x)",
        "-rw-rw-r--   1 ftpuser  users           0 Nov 23 07:01 x|FILE|0|25-11-23 07:01|(x)",
        "-rw-rw-r--   1 ftpuser  users           0 Feb 29 12:00 x|FILE|0|24-02-29 12:00|(x)",
        "-rw-rw-r--   1 ftpuser  users           0 Feb 29  2020 x|FILE|0|20-02-29|(x)",
        "lrwxrwxrwx   1 root root 11 Jan  5  2020 www -> ../var/www|LINK|11|20-01-05|(www)",
        "lrwxrwxrwx   1 root root 11 Jan  5  2020 a -> b -> c|LINK|11|20-01-05|(a)",
        "lrwxrwxrwx   1 root root 11 Jan  5  2020 nowhere|LINK|11|20-01-05|(nowhere)",
        "-rw-r--r--   1 root root 11 Jan  5  2020 a -> b|FILE|11|20-01-05|(a -> b)",
        // access control lists, SELinux, attributes of macOS
        "-rw-r--r--+  1 ann staff 7 Mar 01 09:00 acl|FILE|7|26-03-01 09:00|(acl)",
        "drwxr-xr-x.  3 ann staff 7 Mar  1 09:00 se|DIRECTORY|7|26-03-01 09:00|(se)",
        "drwxr-xr-x@  3 ann staff 7 Mar  1 09:00 mac|DIRECTORY|7|26-03-01 09:00|(mac)",
        // without group, owner, link count
        "dr-xr-xr-x   2 root     512 Apr  8  1994 etc|DIRECTORY|512|94-04-08|(etc)",
        "-r--r--r--   root other 531 Jan 29 03:26 README|FILE|531|26-01-29 03:26|(README)",
        "-rwxrwxrwx   1 531 Jan 29 03:26 README|FILE|531|26-01-29 03:26|(README)",
        "-rwxrwxrwx   531 Jan 29 03:26 README|FILE|531|26-01-29 03:26|(README)",
        "-rw-r--r--102 sys bin 12 May  3  2001 touching|FILE|12|01-05-03|(touching)",
        "-------r--   326  1391972  1392298 Nov 22  1995 Mega.sit|FILE|1392298|95-11-22|(Mega.sit)",
        "drwxrwxr-x   folder 2 May 10  1996 network|DIRECTORY|2|96-05-10|(network)",
        // owners with blanks, domains, digits, names of months
        "-rwx------ 1 John Smith Domain Users 9 May  1 10:00 n|FILE|9|26-05-01 10:00|(n)",
        "-rwx------ 1 CORP\\ann CORP\\Domain Users 9 May 1 10:00 n|FILE|9|26-05-01 10:00|(n)",
        "-rw-r--r-- 1 John Smith 1000 9 May  1 10:00 n|FILE|9|26-05-01 10:00|(n)",
        "-rw-r--r-- 1 1000 1000 22 Nov 20 19:30 n|FILE|22|26-11-20 19:30|(n)",
        "-rw-r--r-- 1 3com 100 22 Nov 20 19:30 n|FILE|22|26-11-20 19:30|(n)",
        "-rw-r--r-- 1 jan dec 12 May  3  2019 n|FILE|12|19-05-03|(n)",
        "-rw-r--r-- 1 jan 12 Nov 22 06:55 n|FILE|12|26-11-22 06:55|(n)",
        // devices and their kin
        "brw-rw----   1 root disk 8,   0 Nov 22 06:55 sda|OTHER||26-11-22 06:55|(sda)",
        "crw-rw-rw-   1 0 0 1,3 Nov 22 06:55 null|OTHER||26-11-22 06:55|(null)",
        "crw-rw-rw-   1 root wheel 0x3000002 Nov 22 06:55 null|OTHER||26-11-22 06:55|(null)",
        "prw-r--r--   1 root root 0 Nov 22 06:55 fifo|OTHER|0|26-11-22 06:55|(fifo)",
        "srwxr-xr-x   1 root root 0 Nov 22 06:55 sock|OTHER|0|26-11-22 06:55|(sock)",
        "Drw-r--r--   1 root root 0 Nov 22 06:55 door|OTHER|0|26-11-22 06:55|(door)",
        // sizes
        "-rw-r--r-- 1 a b 9223372036854775807 May 3 2019 n|FILE|9223372036854775807|19-05-03|(n)",
        "-rw-r--r-- 1 a b 9223372036854775808 May  3  2019 n|FILE||19-05-03|(n)",
        "-rw-r--r-- 1 a b 99999999999999999999999 May  3  2019 n|FILE||19-05-03|(n)",
        // dates
        "-rw-r--r-- 1 a b 5 nov 22 06:55 n|FILE|5|26-11-22 06:55|(n)",
        "-rw-r--r-- 1 a b 5 NOV 22 2019 n|FILE|5|19-11-22|(n)",
        "-rw-r--r-- 1 a b 5 22 Nov 06:55 n|FILE|5|26-11-22 06:55|(n)",
        "-rw-r--r-- 1 a b 5 22 Nov  2019 n|FILE|5|19-11-22|(n)",
        "-rw-r--r-- 1 a b 5 Nov  2  9:05 n|FILE|5|26-11-02 09:05|(n)",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55:01 2019 n|FILE|5|19-11-22 06:55|(n)",
        "-rw-r--r-- 1 a b 5 2026-11-22 06:55 n|FILE|5|26-11-22 06:55|(n)",
        "-rw-r--r-- 1 a b 5 2026-11-22 06:55 +0100 n|FILE|5|26-11-22 06:55|(+0100 n)",
        "-rw-r--r-- 1 a b 5 2026-11-22 06:55:01 n|FILE|5|26-11-22 06:55|(n)",
        "-rw-r--r-- 1 a b 5 2026-11-22 06:55:01.5 +0100 n|FILE|5|26-11-22 05:55|(n)",
        "-rw-r--r-- 1 a b 5 2026-11-22 06:55:01 -0330 n|FILE|5|26-11-22 10:25|(n)",
        // names
        "-rw-r--r-- 1 a b 5 Nov 22 06:55  lead|FILE|5|26-11-22 06:55|( lead)",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 a  b   c|FILE|5|26-11-22 06:55|(a  b   c)",
        "`-rw-r--r-- 1 a b 5 Nov 22 06:55 trail  `|FILE|5|26-11-22 06:55|(trail  )",
        "-rw-r--r-- 1 a b 5 Nov 22  2019 06:55 n|FILE|5|19-11-22|(06:55 n)",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 2019 n|FILE|5|26-11-22 06:55|(2019 n)",
        "-rw-r--r-- 1 a b 5 Nov 22 2019 5 Nov 22 2018 n|FILE|5|19-11-22|(5 Nov 22 2018 n)",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 日本語 é|FILE|5|26-11-22 06:55|(日本語 é)",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 C:\\x|FILE|5|26-11-22 06:55|(C:\\x)",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 ...|FILE|5|26-11-22 06:55|(...)",
        // IIS, FileZilla Server in its way, dir
        "11-22-26  06:55AM       <DIR>          pub|DIRECTORY||26-11-22 06:55|(pub)",
        "11-22-26  06:55AM                 1234 a b.txt|FILE|1234|26-11-22 06:55|(a b.txt)",
        "11-22-2026  06:55PM   1,234 n|FILE|1234|26-11-22 18:55|(n)",
        "11-22-26  12:00AM   1.234.567 n|FILE|1234567|26-11-22 00:00|(n)",
        "11-22-26  12:00PM   0 n|FILE|0|26-11-22 12:00|(n)",
        "11-22-26  06:55 pm  0 n|FILE|0|26-11-22 18:55|(n)",
        "11-22-69  06:55AM  0 n|FILE|0|2069-11-22 06:55|(n)",
        "11-22-70  06:55AM  0 n|FILE|0|1970-11-22 06:55|(n)",
        "2026-11-22 18:55    <DIR>          n|DIRECTORY||26-11-22 18:55|(n)",
        "2026-11-22  18:55  99999999999999999999 n|FILE||26-11-22 18:55|(n)",
        "11-22-26  06:55AM  0  lead|FILE|0|26-11-22 06:55|( lead)",
        "11-22-26  06:55AM       <DIR>           lead|DIRECTORY||26-11-22 06:55|( lead)",
        "11-22-26  06:55AM  <DIR> n|DIRECTORY||26-11-22 06:55|(n)",
        "11-22-26  06:55AM    <JUNCTION>     n [C:\\d [1]]|LINK||26-11-22 06:55|(n)",
        "11-22-26  06:55AM    <SYMLINKD>     n [1] [..\\d]|LINK||26-11-22 06:55|(n [1])",
        "11-22-26  06:55AM    <SYMLINK>      n|LINK||26-11-22 06:55|(n)",
      })
  void isRead(String line, FileType type, Long size, String time, String name) {
    assertThat(new ListingReader(NOW).accept(line)).isInstanceOf(Line.Entry.class);
    RemoteFile file = ((Line.Entry) new ListingReader(NOW).accept(line)).file();

    assertThat(file.type()).isEqualTo(type);
    assertThat(file.size().isPresent() ? file.size().getAsLong() : null).isEqualTo(size);
    String shown = file.modified().orElseThrow().time().toString().replace('T', ' ');
    String wanted = time.indexOf('-') == 4 ? time : (time.startsWith("9") ? "19" : "20") + time;
    assertThat(shown).startsWith(wanted);
    assertThat("(" + file.name() + ")").isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "readme.txt",
        "a plain name",
        "-rw-r--r--",
        "-rw-r--r-- 1 a",
        "-rw-r--r--",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 ",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 .",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 ..",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 a/b",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 ../../etc/passwd",
        "drwxr-xr-x 1 a b 5 Nov 22 06:55 pub/",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 a\0b",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55 a\rb",
        "lrwxrwxrwx 1 a b 5 Nov 22 06:55  -> target",
        "-rw-r--r-- 1 a b 5 Nov 31 06:55 n",
        "-rw-r--r-- 1 a b 5 Feb 29 2023 n",
        "-rw-r--r-- 1 a b 5 Nov 22 24:00 n",
        "-rw-r--r-- 1 a b 5 Nov 22 06:60 n",
        "-rw-r--r-- 1 a b 5 Nov 22 19 n",
        "-rw-r--r-- 1 a b 5 Nov 22 06:55:01 n",
        "-rw-r--r-- 1 a b 5 2026-13-22 06:55 n",
        "-rw-r--r-- 1 a b 5 2026-11-22 06:55:01 +1900 n",
        "-rw-r--r-- 1 a b 5 2026-11-22 06:55:01.000 +0100",
        "-rw-r--r-- 1 a b 5 2026-11-22  06:55 n",
        "-rw-r--r-- 1 a b -5 Nov 22 06:55 n",
        "-rw-r--r-- 1 a b 1.2K Nov 22 06:55 n",
        "-rw-r--r-- 1 a b Nov 22 06:55 n",
        "-rw-r--r-- 1 a b 8, 5 Nov 22 06:55 n",
        "xrw-r--r-- 1 a b 5 Nov 22 06:55 n",
        "-rw-r--r--? 1 a b 5 Nov 22 06:55 n",
        "-rw-r--r-- 1 a b 5 22. Mär 06:55 n",
        "-rw-r--r-- 1 a b 5 Mär 22 2019 n",
        "-rw-r--r-- 1 a b 5 22. Mär 2019 5 Nov 22 2019 n",
        "-rw-r--r-- 1 a b 5 Mär 22 06:55 5 Nov 22 2019 n",
        "-rw-r--r-- a 5 Mär 22 2019 5 Nov 22 2019 n",
        "-rw-r--r-- 5 22 Mär 2019 5 Nov 22 2019 n",
        "-rw-r--r-- 1 a 5 11月22日 2019年 5 Nov 22 2019 n",
        "-rw-r--r-- 5 11月22日 2019年 5 Nov 22 2019 n",
        "-rw-r--r-- 1 jan 22 2019 Dec 12 06:55 n",
        "-rw-r--r-- 1 5 nov 2019 Dec 12 06:55 n",
        "- [R----F--] supervisor 512 Jan 16 18:53 login",
        "+i8388621.48594,m825718503,r,s280,\tdjb.html",
        "11-31-26  06:55AM       <DIR>          n",
        "22-11-26  06:55AM       <DIR>          n",
        "11/22/2026  06:55 PM    <DIR>          n",
        "11-22-26  13:55PM       <DIR>          n",
        "11-22-26  00:55AM       <DIR>          n",
        "11-22-26  24:00       <DIR>          n",
        "11-22-26  06:55AM       <APPEXECLINK>          n",
        "11-22-26  06:55AM       12,34 n",
        "11-22-26  06:55AM       1,234.567 n",
        "11-22-26  06:55AM       1234",
        "11-22-26  06:55AM       1234 ",
        "11-22-26  06:55AM       1234 a/b",
        "11-22-26  06:55AM       <DIR>          ",
      })
  void isNotRead(String line) {
    assertThat(new ListingReader(NOW).accept(line)).isEqualTo(new Line.Unreadable(line));
  }
}
