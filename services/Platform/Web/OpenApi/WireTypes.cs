using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Values that bring their own JSON converter are strings on the wire ("12.5"), whatever they hold inside.</summary>
sealed class WireTypes(JsonSerializerOptions options) : ISerializerDataContractResolver
{
    readonly JsonSerializerDataContractResolver _others = new(options);

    public DataContract GetDataContractForType(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return !plain.IsEnum && plain.GetCustomAttribute<JsonConverterAttribute>() is not null
            ? DataContract.ForPrimitive(
                plain,
                DataType.String,
                JsonNamingPolicy.CamelCase.ConvertName(plain.Name),
                value => JsonSerializer.Serialize(value, plain, options))
            : _others.GetDataContractForType(type);
    }
}
