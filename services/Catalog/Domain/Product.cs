using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Domain;

/// <summary>A product as a supplier lists it: what it is, where it comes from, and what it costs from which quantity on.</summary>
public sealed class Product
{
    readonly List<SetComponent> _components = [];

    Product()
    {
    }

    public Guid Id { get; private init; }

    public Guid SupplierId { get; private init; }

    public Supplier Supplier { get; private init; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>The name as searches compare it; see <see cref="SearchText"/>.</summary>
    public string SearchName { get; private set; } = "";

    public ProductCategory Category { get; private init; }

    public ProcessingLevel ProcessingLevel { get; private init; }

    public string OriginId { get; private init; } = "";

    /// <summary>The county, or city without counties, that the goods come from; it never changes (CR-04).</summary>
    public Region Origin { get; private init; } = null!;

    /// <summary>
    /// What the county's register says, or what the supplier claims while it says nothing. Null when neither is there: the product can
    /// be sold but is not attributed to a region (CR-04).
    /// </summary>
    public Recognition? Recognition { get; private set; }

    /// <summary>Of a gift set, by number; none when all comes from the one origin.</summary>
    public IReadOnlyList<SetComponent> Components => _components;

    /// <summary>What it is charged for when it isn't goods; it never changes. Null for goods (CR-02).</summary>
    public ChargeKind? Charge { get; private init; }

    /// <summary>The supplier that the agent sells for; null when the supplier sells its own.</summary>
    public Guid? PrincipalId { get; private init; }

    /// <summary>The principal's product that an agent sells; null when the supplier sells its own.</summary>
    public Guid? PrincipalProductId { get; private init; }

    public string? PrincipalName { get; private set; }

    /// <summary>First day of the agent's authority; null when the supplier sells its own.</summary>
    public DateOnly? AuthorityFrom { get; private set; }

    /// <summary>Last day of the agent's authority, inclusive.</summary>
    public DateOnly? AuthorityUntil { get; private set; }

    /// <summary>Of an agent's listing: whose product it sells and on which days it may; null when the supplier sells its own.</summary>
    public Agency? Agency => PrincipalId is { } principal && PrincipalProductId is { } sold
        ? new Agency
        {
            PrincipalId = principal,
            PrincipalName = PrincipalName!,
            ProductId = sold,
            ValidFrom = AuthorityFrom!.Value,
            ValidUntil = AuthorityUntil!.Value,
        }
        : null;

    public TradeUnit Unit { get; private init; } = null!;

    /// <summary>Ascending by quantity, prices never rising; the first quantity is the least that can be ordered.</summary>
    public IReadOnlyList<PriceTier> PriceTiers { get; private set; } = [];

    public bool IsOnOffer { get; private set; }

    /// <summary>From which day on, where and in which quantities it can be had; null when not limited.</summary>
    public DeliveryTerms? Delivery { get; private set; }

    public DateTimeOffset ListedAt { get; private init; }

    /// <summary>Rises with each change that is published.</summary>
    public long Version { get; private set; }

    public static Product List(
        Guid id,
        Supplier supplier,
        string name,
        ProductCategory category,
        ProcessingLevel processingLevel,
        Region origin,
        Recognition? recognition,
        TradeUnit unit,
        IReadOnlyList<PriceTier> priceTiers,
        IEnumerable<SetComponent> components,
        DateTimeOffset at,
        ChargeKind? charge = null,
        Agency? agency = null,
        DeliveryTerms? delivery = null)
    {
        var product = new Product
        {
            Id = id,
            SupplierId = supplier.Id,
            Supplier = supplier,
            Name = name,
            SearchName = SearchText.Of(name),
            Category = category,
            ProcessingLevel = processingLevel,
            OriginId = origin.Id,
            Origin = origin,
            Recognition = recognition,
            Charge = charge,
            PrincipalId = agency?.PrincipalId,
            PrincipalProductId = agency?.ProductId,
            PrincipalName = agency?.PrincipalName,
            AuthorityFrom = agency?.ValidFrom,
            AuthorityUntil = agency?.ValidUntil,
            Unit = unit,
            PriceTiers = priceTiers,
            IsOnOffer = true,
            Delivery = delivery,
            ListedAt = at,
            Version = 1,
        };
        product._components.AddRange(components);
        return product;
    }

    /// <summary>True when the name has changed, so that searches have to find it by the new one.</summary>
    public bool Revise(
        string name, Recognition? recognition, IReadOnlyList<PriceTier> priceTiers, bool isOnOffer, DeliveryTerms? delivery)
    {
        var isRenamed = name != Name;
        (Name, SearchName, Recognition, PriceTiers, IsOnOffer) = (name, SearchText.Of(name), recognition, priceTiers, isOnOffer);
        Delivery = delivery;
        Version++;
        return isRenamed;
    }

    /// <summary>
    /// An agent sells it by this authority from now on; without one it is taken off the shelf. False when that changes nothing.
    /// </summary>
    public bool RestOn(Agency? authority)
    {
        if (authority is null && IsOnOffer)
        {
            Withdraw();
            return true;
        }

        if (authority is null || authority == Agency)
        {
            return false;
        }

        (PrincipalName, AuthorityFrom, AuthorityUntil) = (authority.PrincipalName, authority.ValidFrom, authority.ValidUntil);
        Version++;
        return true;
    }

    /// <summary>Takes it off the shelf, as when its supplier is suspended.</summary>
    public void Withdraw()
    {
        IsOnOffer = false;
        Version++;
    }

    /// <summary>Takes over what the county's register says of it and its components; false when that changes nothing.</summary>
    public bool Recognise(RecognitionRecord record)
    {
        // The principal holds the recognition of what an agent sells.
        if (!record.IsFor(PrincipalProductId ?? Id))
        {
            return false;
        }

        return Certify(() =>
        {
            if (OriginId == record.CountyId && Recognition?.Number == record.Number)
            {
                Recognition = record.Confirmed;
            }

            foreach (var component in _components.Where(
                part => part.OriginId == record.CountyId && part.Recognition?.Number == record.Number))
            {
                component.Revise(record.Confirmed);
            }
        });
    }

    /// <summary>An agent's listing takes over the certificates of its principal's product; false when that changes nothing.</summary>
    public bool Follow(Product sold) => Certify(() =>
    {
        Recognition = sold.Recognition;
        foreach (var component in _components)
        {
            component.Revise(sold.Components.Single(part => part.ShareNo == component.ShareNo).Recognition);
        }
    });

    /// <summary>True when it has other certificates afterwards.</summary>
    bool Certify(Action change)
    {
        var before = (Recognition, Components: _components.ConvertAll(component => component.Recognition));
        change();
        var isChanged = Recognition != before.Recognition
            || !_components.ConvertAll(component => component.Recognition).SequenceEqual(before.Components);
        Version += isChanged ? 1 : 0;
        return isChanged;
    }

    /// <summary>Its origin has another name or place in the tree: it is published again.</summary>
    public void OriginChanged() => Version++;
}
