package org.caravana.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small payroll in H2. The same every time. */
final class SampleDatabase {
    private static final int PEOPLE = 500;
    private static final int MONTHS = 24;

    private final String url;
    private final String password;

    SampleDatabase(String url, String password) {
        this.url = url;
        this.password = password;
    }

    /** Makes the tables and fills them. Returns the number of rows. */
    int make() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table servidor(id int primary key, nome varchar(80) not null, foto blob)");
            statement.execute("create table folha(servidor int references servidor, mes date, valor decimal(12,2),"
                    + " observacao clob, primary key(servidor, mes))");
            return people(connection) + payroll(connection);
        }
    }

    /** Makes a database without tables, to restore into. */
    void makeEmpty() throws SQLException {
        connect().close();
    }

    private int people(Connection connection) throws SQLException {
        Random random = new Random(7);
        try (PreparedStatement insert = connection.prepareStatement("insert into servidor values (?, ?, ?)")) {
            for (int i = 0; i < PEOPLE; i++) {
                byte[] photo = new byte[200];
                random.nextBytes(photo);
                insert.setInt(1, i);
                insert.setString(2, "João d'Ávila " + i + (i % 50 == 0 ? "\nsegunda linha; -- não é comentário" : ""));
                insert.setBytes(3, i % 10 == 0 ? null : photo);
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }

    private int payroll(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into folha values (?, dateadd(month, ?, date '2024-12-01'), ?, ?)")) {
            for (int i = 0; i < PEOPLE * MONTHS; i++) {
                insert.setInt(1, i % PEOPLE);
                insert.setInt(2, i / PEOPLE);
                insert.setBigDecimal(3, BigDecimal.valueOf(123_456 + 37L * i, 2));
                insert.setString(4, i % 3 == 0 ? null : "referência " + i);
                insert.addBatch();
            }
            return insert.executeBatch().length;
        }
    }

    /** Every row of every table as text, in the order of the keys: two databases with equal text hold the same. */
    List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String query : List.of(
                    "select id, nome, rawtohex(foto) from servidor order by id",
                    "select servidor, mes, valor, observacao from folha order by servidor, mes")) {
                try (ResultSet result = statement.executeQuery(query)) {
                    int columns = result.getMetaData().getColumnCount();
                    while (result.next()) {
                        StringBuilder row = new StringBuilder();
                        for (int i = 1; i <= columns; i++) {
                            row.append(result.getString(i)).append('|');
                        }
                        rows.add(row.toString());
                    }
                }
            }
        }
        return rows;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", password);
    }
}
