using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Platform.Web;

/// <summary>
/// Writes null for members that the caller does not see (<see cref="SeenByAttribute"/>). What applies is read from the declarations once
/// for a type, when the first of its values is written.
/// </summary>
static class SeenMembers
{
    /// <summary>To be added to the type information of the HTTP surface's JSON.</summary>
    /// <exception cref="InvalidOperationException">A member is declared where it could not be hidden.</exception>
    public static void Hide(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var member in type.Properties)
        {
            if (member.AttributeProvider?.GetCustomAttributes(typeof(SeenByAttribute), inherit: true) is [SeenByAttribute seen, ..]
                && member.Get is { } read)
            {
                Check(type, member, seen);
                member.Get = view => ((IView)view).SeenAs is var viewer && (viewer & seen.Viewers) != 0 ? read(view)
                    : seen.IsMasked && read(view) is string text ? Masked.Text(text)
                    : null;
            }
        }
    }

    static void Check(JsonTypeInfo type, JsonPropertyInfo member, SeenByAttribute seen)
    {
        var isNullable = member.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(member.PropertyType) is not null
            : member.IsGetNullable;
        if (!type.Type.IsAssignableTo(typeof(IView)) || !isNullable || (seen.IsMasked && member.PropertyType != typeof(string)))
        {
            throw new InvalidOperationException(
                $"{type.Type.Name}.{member.Name} is not seen by everybody: its view must be an IView, its type nullable, "
                + "and a text if it is masked.");
        }
    }
}
