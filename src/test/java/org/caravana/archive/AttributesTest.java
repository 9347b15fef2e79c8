package org.caravana.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributesTest {
    private static final String DUMP =
            "getfacl -R -n -p . | grep -v '^# file'; find . | LC_ALL=C sort | xargs -d '\\n' getfattr -h -d -m - -e hex";

    @TempDir
    Path temp;

    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
    }

    @Test
    void aclsComeBackAsTheyWere() throws IOException {
        withAcls();
        UnpackResult result =
                DirectoryArchiveTest.unpack(DirectoryArchiveTest.archive(source).bytes(), temp.resolve("restored"));
        assertThat(result.first()).isEmpty();
        assertThat(dump("restored")).isEqualTo(dump("source")).contains("user:4242:r-x");
    }

    @Test
    void gnuTarRestoresAclsAndAttributes() throws IOException {
        withAcls();
        withAttributes();
        Tools.assumeGnu(temp);
        Files.write(
                temp.resolve("all.tar"), DirectoryArchiveTest.archive(source).bytes());
        Path restored = Files.createDirectory(temp.resolve("restored"));
        Tools.sh(restored, "tar -xp --acls --xattrs '--xattrs-include=*' -f ../all.tar 2>&1");
        assertThat(dump("restored")).isEqualTo(dump("source"));
    }

    @Test
    void attributesOfEveryNamespaceComeBackAsTheyWere() throws IOException {
        withAttributes();
        UnpackResult result =
                DirectoryArchiveTest.unpack(DirectoryArchiveTest.archive(source).bytes(), temp.resolve("restored"));
        assertThat(result.first()).isEmpty();
        assertThat(dump("restored")).isEqualTo(dump("source")).contains("user.binary=0x00ff0a3d");
    }

    @Test
    void aclsAndAttributesOfGnuTarComeBackAsTheyWere() throws IOException {
        withAcls();
        withAttributes();
        Tools.assumeGnu(temp);
        Tools.sh(temp, "tar -c --acls --xattrs -f all.tar -C source .");
        DirectoryArchiveTest.unpack(Files.readAllBytes(temp.resolve("all.tar")), temp.resolve("restored"));
        assertThat(dump("restored")).isEqualTo(dump("source"));
    }

    @Test
    void anAclNamesItsUsersByNameAndNumber() throws IOException {
        assumeTools("setfacl");
        Tools.sh(source, "echo 1 > file; setfacl -m u:daemon:rw,g:4243:r file");
        byte[] tar = DirectoryArchiveTest.archive(source).bytes();
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        reader.next();
        assertThat(new String(reader.next().attributes().get("SCHILY.acl.access"), StandardCharsets.UTF_8))
                .matches("user::rw-,user:daemon:rw-:\\d+,group::r--,group:4243:r--,mask::rw-,other::r--");
    }

    @Test
    void anAclWithAStrangersNameIsRestoredByNumber() throws IOException {
        assertThat(PosixAcl.binary(
                        "user::rwx,user:nobody-of-that-name:r--:4711,group::---,mask::r--,other::---"
                                .getBytes(StandardCharsets.UTF_8),
                        name -> -1,
                        name -> -1))
                .isEqualTo(PosixAcl.binary(
                        "user::rwx\nuser:4711:r--\ngroup::---\nmask::r--\nother::---\n"
                                .getBytes(StandardCharsets.UTF_8),
                        name -> -1,
                        name -> -1))
                .hasSize(4 + 5 * 8);
    }

    private void withAcls() {
        assumeTools("setfacl", "getfacl", "getfattr");
        Tools.sh(source, """
                mkdir -p open/deep; echo 1 > file; echo 2 > open/deep/inherits
                setfacl -m u:4242:r-x,g:4243:rw- file
                setfacl -m u:4242:rwx,d:u:4242:r-x,d:g:4243:---,d:m::rx open
                echo 3 > open/inherited; mkdir open/inheritor; chmod 2755 open/deep
                """);
    }

    private void withAttributes() {
        assumeTools("setfattr", "getfattr", "getfacl");
        Tools.sh(source, """
                mkdir -p d; echo 1 > file; echo 2 > closed; ln -s file link
                setfattr -n user.text -v hello file; setfattr -n user.binary -v 0x00ff0a3d file
                setfattr -n 'user.odd=100%=x' -v 1 d; setfattr -n user.empty d
                setfattr -n user.large -v "$(printf '%03000d' 5)" closed; chmod 0400 closed
                """);
        if (Tools.sh(temp, "id -u").trim().equals("0")) {
            Tools.sh(source, """
                    setfattr -n trusted.mine -v secret d; setfattr -h -n trusted.link -v onlink link
                    chown 77:78 file; setfattr -n security.capability -v 0x0100000200200000000000000000000000000000 file
                    setfattr -n security.other -v 7 closed
                    """);
        }
    }

    private String dump(String directory) {
        return Tools.sh(temp.resolve(directory), DUMP);
    }

    private void assumeTools(String... tools) {
        for (String tool : tools) {
            assumeTrue(!Tools.sh(temp, "command -v " + tool + " || true").isBlank(), tool + " is needed");
        }
        assumeTrue(
                Tools.sh(source, "touch probe; setfattr -n user.x -v 1 probe 2>/dev/null && echo yes || true; rm probe")
                        .contains("yes"),
                "the file system keeps no attributes");
    }
}
