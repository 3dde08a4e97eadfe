using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Describes types as the serializer reads and writes them, and asks the serializer itself wherever it can tell.</summary>
sealed class WireTypes(JsonSerializerOptions options) : ISerializerDataContractResolver
{
    readonly JsonSerializerDataContractResolver _others = new(options);

    public DataContract GetDataContractForType(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        // Values that bring their own converter are strings on the wire ("12.5"), whatever they hold inside.
        if (!plain.IsEnum && plain.GetCustomAttribute<JsonConverterAttribute>() is not null)
        {
            return DataContract.ForPrimitive(
                plain, DataType.String, JsonNamingPolicy.CamelCase.ConvertName(plain.Name),
                value => JsonSerializer.Serialize(value, plain, options));
        }

        var contract = _others.GetDataContractForType(type);
        return contract.DataType == DataType.Object && contract.ObjectProperties is { } properties
            ? DataContract.ForObject(
                plain, AsSerialized(plain, properties), contract.ObjectExtensionDataType,
                contract.ObjectTypeNameProperty, contract.ObjectTypeNameValue, contract.JsonConverter)
            : contract;
    }

    // What must be there and what may be null follows from constructors, "required" and nullable annotations together.
    List<DataProperty> AsSerialized(Type type, IEnumerable<DataProperty> properties)
    {
        var serialized = options.GetTypeInfo(type).Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        return [.. properties.Where(p => serialized.ContainsKey(p.Name)).Select(p => new DataProperty(
            p.Name,
            p.MemberType,
            isRequired: serialized[p.Name].IsRequired,
            isNullable: p.IsNullable && serialized[p.Name].IsGetNullable,
            p.IsReadOnly,
            p.IsWriteOnly,
            p.MemberInfo))];
    }
}
