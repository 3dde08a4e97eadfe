namespace Marketplace.Logistics.Epcis;

/// <summary>The words of the Core Business Vocabulary 2.0 that documents have without a namespace.</summary>
static class Cbv
{
    /// <summary>The context that every document names; its words are those below.</summary>
    public const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    public static readonly IReadOnlySet<string> BizSteps = Words(
        """
        accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning departing
        destroying disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other packing picking
        receiving removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound
        stock_taking stocking storing transporting unloading unpacking void_shipping
        """);

    public static readonly IReadOnlySet<string> Dispositions = Words(
        """
        active available completeness_inferred completeness_verified conformant container_closed container_open damaged destroyed dispensed
        disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement
        no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible
        sellable_not_accessible stolen unavailable unknown
        """);

    public static readonly IReadOnlySet<string> TransactionTypes = Words(
        "bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt");

    public static readonly IReadOnlySet<string> PartyTypes = Words("owning_party possessing_party location");

    public static readonly IReadOnlySet<string> ErrorReasons = Words("did_not_occur incorrect_data");

    public static readonly IReadOnlySet<string> SensorAlerts = Words("ALARM_CONDITION ERROR_CONDITION");

    public static readonly IReadOnlySet<string> Components = Words(
        """
        altitude axial_distance azimuth easting elevation_angle height latitude longitude northing polar_angle spherical_radius x y z
        """);

    public static readonly IReadOnlySet<string> MeasurementTypes = Words(
        """
        AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Activity Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle
        AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless
        DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength
        Energy Exposure Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux
        LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime
        MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity
        RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque
        Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
        """);

    /// <summary>The spellings of a word as a whole URI, which older documents and queries have.</summary>
    static readonly string[] Prefixes =
    [
        "urn:epcglobal:cbv:bizstep:", "urn:epcglobal:cbv:disp:", "urn:epcglobal:cbv:btt:", "urn:epcglobal:cbv:sdt:",
        "urn:epcglobal:cbv:er:",
        "https://ref.gs1.org/cbv/BizStep-", "https://ref.gs1.org/cbv/Disp-", "https://ref.gs1.org/cbv/BTT-", "https://ref.gs1.org/cbv/SDT-",
        "https://ref.gs1.org/cbv/ER-", "https://ns.gs1.org/cbv/BizStep-", "https://ns.gs1.org/cbv/Disp-", "https://ns.gs1.org/cbv/BTT-",
        "https://ns.gs1.org/cbv/SDT-", "https://ns.gs1.org/cbv/ER-",
    ];

    /// <summary>The word itself, however it is spelt; another URI as it is.</summary>
    public static string Bare(string word) =>
        Prefixes.FirstOrDefault(prefix => word.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? word[prefix.Length..] : word;

    static HashSet<string> Words(string words) =>
        new(words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
