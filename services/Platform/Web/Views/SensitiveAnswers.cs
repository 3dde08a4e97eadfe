using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Marketplace.Platform.Web;

/// <summary>What is sensitive in an answer, by the declarations of its members; found once for a type.</summary>
public static class SensitiveAnswers
{
    static readonly ConcurrentDictionary<Type, DataClass> Known = [];

    /// <summary>All that is sensitive in the members of a type, however deep.</summary>
    public static DataClass In(Type answer) => Known.GetOrAdd(answer, type => MembersOf(type)
        .Aggregate(DataClass.None, (classes, member) => classes | member.Seen.DataClass));

    /// <summary>The members of a type, and of the types of its members, that not everybody sees.</summary>
    public static IEnumerable<(Type View, PropertyInfo Member, SeenByAttribute Seen)> MembersOf(Type answer)
    {
        var open = new Stack<Type>([answer]);
        var visited = new HashSet<Type>();
        while (open.TryPop(out var type))
        {
            foreach (var inner in Unwrap(type).Where(inner => IsOurs(inner) && visited.Add(inner)))
            {
                foreach (var member in inner.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    open.Push(member.PropertyType);
                    if (member.GetCustomAttribute<SeenByAttribute>() is { } seen)
                    {
                        yield return (inner, member, seen);
                    }
                }
            }
        }
    }

    static IEnumerable<Type> Unwrap(Type type) => Nullable.GetUnderlyingType(type) is { } value ? Unwrap(value)
        : type.IsArray ? Unwrap(type.GetElementType()!)
        : type.IsGenericType ? [type, .. type.GenericTypeArguments.SelectMany(Unwrap)]
        : [type];

    static bool IsOurs(Type type) =>
        !type.IsEnum && !type.IsPrimitive && !type.IsAssignableTo(typeof(IEnumerable))
        && type.Namespace?.StartsWith("Marketplace", StringComparison.Ordinal) == true;
}
