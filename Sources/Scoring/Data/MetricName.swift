/// The scores, under the names that JSON, SQLite and reports use.
public enum MetricName: String, Codable, CaseIterable, Sendable {
  case psnr
  case ssim
  case foregroundSkill = "foreground_skill"
  case foregroundSkill1s = "foreground_skill_1s"
  case reprojection = "reprojection_px"
  case warpPhotometric = "warp_photometric"
  case multiView = "multiview_m"
  case sampson
  case occupancy
  case trajectory = "trajectory_ade"
  case objectFinal = "object_final_m"
  case velocity = "velocity_rmse"
  case gravity = "gravity_error"
  case energyInjection = "energy_injection"
  case momentum = "momentum_error"
  case permanence
  case stepRatio = "step_ratio"
  case areaVariation = "area_variation"
  case penetration = "penetration_mm"
  case contacts = "contact_f1"
  case expectation = "expectation_accuracy"
  case sensitivityTrue = "sensitivity_true"
  case sensitivityShuffled = "sensitivity_shuffled"
  case sensitivityZero = "sensitivity_zero"
  case trueWins = "true_wins"
  case counterfactualSkill = "counterfactual_skill"
  case actionFollowing = "action_following"
  case crps
  case energyScore = "energy_score"
  case coverage80 = "coverage_80"
  case bestOf8 = "best_of_8"
  case policyR = "policy_r"
  case policyMMRV = "policy_mmrv"
  case compressorPSNR = "compressor_psnr"

  /// The scores that a single prediction is given here, in the order of reports.
  public static let firstSet: [MetricName] = [
    .psnr, .ssim, .foregroundSkill, .foregroundSkill1s, .reprojection, .sampson, .warpPhotometric, .multiView,
    .occupancy, .trajectory, .objectFinal, .velocity, .gravity, .energyInjection, .momentum, .permanence, .stepRatio,
    .areaVariation, .penetration, .contacts, .actionFollowing,
  ]
}
