package com.lealup.customer.account;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.field.CustomFieldsJson;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.CustomerName;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import com.lealup.platform.identity.TenantId;
import java.math.BigDecimal;
import java.sql.JDBCType;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.convert.JdbcCustomConversions;
import org.springframework.data.jdbc.core.dialect.JdbcPostgresDialect;
import org.springframework.data.jdbc.core.mapping.JdbcValue;

/** How the values of a customer stand in its row: one column each, one converter each way. */
@Configuration(proxyBeanMethods = false)
class CustomerConverters {

    @Bean
    JdbcCustomConversions jdbcCustomConversions(CustomFieldsJson fields) {
        return JdbcCustomConversions.of(
                JdbcPostgresDialect.INSTANCE,
                List.of(
                        new TenantIdToUuid(), new UuidToTenantId(),
                        new CustomerIdToUuid(), new UuidToCustomerId(),
                        new OwnerIdToUuid(), new UuidToOwnerId(),
                        new NameToText(), new TextToName(),
                        new DomainToText(), new TextToDomain(),
                        new StatusToText(), new TextToStatus(),
                        new MoneyToDecimal(), new DecimalToMoney(),
                        new FieldsToDocument(fields), new DocumentToFields(fields)));
    }

    @WritingConverter
    private static final class TenantIdToUuid implements Converter<TenantId, UUID> {

        @Override
        public UUID convert(TenantId source) {
            return source.value();
        }
    }

    @ReadingConverter
    private static final class UuidToTenantId implements Converter<UUID, TenantId> {

        @Override
        public TenantId convert(UUID source) {
            return new TenantId(source);
        }
    }

    @WritingConverter
    private static final class CustomerIdToUuid implements Converter<CustomerId, UUID> {

        @Override
        public UUID convert(CustomerId source) {
            return source.value();
        }
    }

    @ReadingConverter
    private static final class UuidToCustomerId implements Converter<UUID, CustomerId> {

        @Override
        public CustomerId convert(UUID source) {
            return new CustomerId(source);
        }
    }

    @WritingConverter
    private static final class OwnerIdToUuid implements Converter<OwnerId, UUID> {

        @Override
        public UUID convert(OwnerId source) {
            return source.value();
        }
    }

    @ReadingConverter
    private static final class UuidToOwnerId implements Converter<UUID, OwnerId> {

        @Override
        public OwnerId convert(UUID source) {
            return new OwnerId(source);
        }
    }

    @WritingConverter
    private static final class NameToText implements Converter<CustomerName, String> {

        @Override
        public String convert(CustomerName source) {
            return source.value();
        }
    }

    @ReadingConverter
    private static final class TextToName implements Converter<String, CustomerName> {

        @Override
        public CustomerName convert(String source) {
            return new CustomerName(source);
        }
    }

    @WritingConverter
    private static final class DomainToText implements Converter<EmailDomain, String> {

        @Override
        public String convert(EmailDomain source) {
            return source.value();
        }
    }

    @ReadingConverter
    private static final class TextToDomain implements Converter<String, EmailDomain> {

        @Override
        public EmailDomain convert(String source) {
            return new EmailDomain(source);
        }
    }

    @WritingConverter
    private static final class StatusToText implements Converter<CustomerStatus, String> {

        @Override
        public String convert(CustomerStatus source) {
            return source.word();
        }
    }

    @ReadingConverter
    private static final class TextToStatus implements Converter<String, CustomerStatus> {

        @Override
        public CustomerStatus convert(String source) {
            return CustomerStatus.of(source).orElseThrow();
        }
    }

    @WritingConverter
    private static final class MoneyToDecimal implements Converter<Money, BigDecimal> {

        @Override
        public BigDecimal convert(Money source) {
            return source.amount();
        }
    }

    @ReadingConverter
    private static final class DecimalToMoney implements Converter<BigDecimal, Money> {

        @Override
        public Money convert(BigDecimal source) {
            return new Money(source);
        }
    }

    // Without a type of its own the text takes that of its column, jsonb.
    @WritingConverter
    private record FieldsToDocument(CustomFieldsJson json) implements Converter<CustomFields, JdbcValue> {

        @Override
        public JdbcValue convert(CustomFields source) {
            return JdbcValue.of(json.write(source), JDBCType.OTHER);
        }
    }

    @ReadingConverter
    private record DocumentToFields(CustomFieldsJson json) implements Converter<String, CustomFields> {

        @Override
        public CustomFields convert(String source) {
            return json.read(source);
        }
    }
}
